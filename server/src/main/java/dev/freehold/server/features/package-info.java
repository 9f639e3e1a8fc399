/**
 * What the server offers, a package for each feature. {@link dev.freehold.server.features.Feature}
 * says what each consists of; {@code run.Features} lists them. Here is what they share. A feature
 * may use another one's public types, as long as that does not go round in a circle.
 */
package dev.freehold.server.features;
