/**
 * The configuration: one table of keys, typed values with bounds, and where each came from. {@code
 * Settings} lists the keys, {@link ServerSettings} is what the rest of the server is given.
 *
 * <p>This package has more than 30 files because each section of the configuration is a type of its
 * own.
 */
package dev.freehold.server.config;
