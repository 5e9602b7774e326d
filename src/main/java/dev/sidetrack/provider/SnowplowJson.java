// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.json.JsonWriter;

/** JSON that names its schema, as Snowplow's events and entities are. */
final class SnowplowJson {

    static final String SNOWPLOW = "iglu:com.snowplowanalytics.snowplow/";

    private SnowplowJson() {}

    /** Begins the object and its data. */
    static JsonWriter begin(JsonWriter json, String schema) {
        return json.object().field("schema", schema).name("data").object();
    }
}
