package dev.freehold.custody.identity;

/**
 * A token and to whom it was given.
 *
 * @param identity who proved itself
 * @param token what it got
 */
public record Grant(Identity identity, TokenReply token) {}
