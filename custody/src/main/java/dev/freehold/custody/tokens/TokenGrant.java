package dev.freehold.custody.tokens;

import dev.freehold.custody.identity.Identity;

/**
 * A token and the identity that got it.
 *
 * @param identity who proved itself
 * @param token what it got
 */
public record TokenGrant(Identity identity, TokenReply token) {}
