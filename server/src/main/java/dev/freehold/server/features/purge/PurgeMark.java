package dev.freehold.server.features.purge;

/**
 * A step of a purge, done or not. The OpenAPI document has it under this name.
 *
 * @param done whether it is done
 * @param text what it is; once it is done also when, by whom, and what came of it
 */
record PurgeMark(boolean done, String text) {}
