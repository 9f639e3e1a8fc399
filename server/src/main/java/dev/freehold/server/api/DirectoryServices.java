package dev.freehold.server.api;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.operators.Operators;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.tokens.TokenIssuer;

/**
 * Who there is, and what is changed of them.
 *
 * @param tenants whose people and programs they are
 * @param identities people and programs
 * @param operators who runs the server
 * @param users people
 * @param changes what is changed of either after it was made
 * @param issuer makes tokens for them
 */
public record DirectoryServices(
    Tenants tenants,
    Identities identities,
    Operators operators,
    Users users,
    IdentityChanges changes,
    TokenIssuer issuer) {}
