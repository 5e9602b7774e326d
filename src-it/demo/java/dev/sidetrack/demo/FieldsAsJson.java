// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import jakarta.json.bind.config.PropertyVisibilityStrategy;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Makes the JSON of a record from its fields, and from nothing else. */
public class FieldsAsJson implements PropertyVisibilityStrategy {

    @Override
    public boolean isVisible(Field field) {
        return !Modifier.isStatic(field.getModifiers());
    }

    @Override
    public boolean isVisible(Method method) {
        return false;
    }
}
