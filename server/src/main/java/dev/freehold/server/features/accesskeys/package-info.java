/** Ids and secrets of S3 clients. */
package dev.freehold.server.features.accesskeys;
