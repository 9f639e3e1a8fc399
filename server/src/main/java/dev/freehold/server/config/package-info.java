/**
 * The configuration: one table of keys, typed values with bounds, and the source of each value.
 * {@code Settings} lists the keys; the rest of the server gets {@link ServerSettings}.
 *
 * <p>This package has more than 30 files because each section of the configuration is a type of its
 * own.
 */
package dev.freehold.server.config;
