package dev.freehold.server.features.purge;

/**
 * A step of a purge, done or not, or what it leaves out. The OpenAPI document has it under this
 * name.
 *
 * @param step the word for it, for programs; {@link PurgeStep#step} has the same words, but for
 *     {@code waiting}
 * @param done whether it is done
 * @param text what it is; once it is done also when, by whom, and what came of it
 * @param at when it was done, or null
 * @param by who did it or has to, by name, or null
 */
record PurgeMark(String step, boolean done, String text, String at, String by) {}
