// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The shop's REST API. */
@ApplicationPath("api")
public class ShopApi extends Application {}
