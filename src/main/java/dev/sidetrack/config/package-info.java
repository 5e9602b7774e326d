// SPDX-License-Identifier: Apache-2.0
/**
 * Configuration by MicroProfile Config: {@link dev.sidetrack.config.Keys} lists every key,
 * {@link dev.sidetrack.config.Settings} reads them, {@link dev.sidetrack.config.ProviderSettings} those of one
 * provider, {@link dev.sidetrack.config.Sites} those of several sites in one war. A wrong value fails the deployment
 * with a {@link dev.sidetrack.config.ConfigurationException}, one sentence that names the key.
 */
package dev.sidetrack.config;
