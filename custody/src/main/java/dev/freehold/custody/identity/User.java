package dev.freehold.custody.identity;

import java.time.Instant;

/**
 * A person who can sign in.
 *
 * @param identity who it is, and what it may do
 * @param userPrincipalName the name for signing in, unique on this server whatever its case
 * @param passwordChangedAt when the password was last changed
 * @param revision counts the changes of the password
 */
public record User(
    Identity identity, String userPrincipalName, Instant passwordChangedAt, long revision) {}
