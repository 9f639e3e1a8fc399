package dev.freehold.custody.people;

import dev.freehold.custody.identity.SignInFactors;
import dev.freehold.custody.identity.User;
import java.time.Instant;

/**
 * A sign-in on the page, for a part of this server that needs no token.
 *
 * @param user who signed in
 * @param signedInAt when, on the page
 * @param factors with what
 */
public record CodeSignIn(User user, Instant signedInAt, SignInFactors factors) {}
