package dev.freehold.custody.copies;

/**
 * One way to a policy's key that was tried.
 *
 * @param by what it goes through, such as {@code root 1}
 * @param standing what came of it
 * @param reason why, as a part of a sentence that is safe to show
 */
public record TriedWay(String by, KeyReach standing, String reason) {}
