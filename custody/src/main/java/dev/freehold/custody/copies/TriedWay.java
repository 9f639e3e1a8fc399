package dev.freehold.custody.copies;

/**
 * One way to a policy's key that was tried.
 *
 * @param by the key that it uses, such as {@code root 1}
 * @param standing the result
 * @param reason why, as a part of a sentence that is safe to show
 */
public record TriedWay(String by, KeyReach standing, String reason) {}
