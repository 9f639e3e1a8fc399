/** Access keys: the ids and secrets with which S3 clients sign. */
package dev.freehold.server.features.accesskeys;
