package dev.freehold.custody.reseal;

/**
 * How much content is still sealed under an owner key.
 *
 * @param objects how many objects
 * @param bytes their length as their owner sees it
 */
public record Backlog(long objects, long bytes) {}
