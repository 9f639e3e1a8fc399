/**
 * The features of the server, each in its own package. {@link dev.freehold.server.features.Feature}
 * says what each consists of; {@code run.Features} lists them. This package has what they share. A
 * feature may use public types of another one, but not in a cycle.
 */
package dev.freehold.server.features;
