package dev.freehold.custody.people;

import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import java.util.Optional;

/**
 * A person who was made or got a new password.
 *
 * @param user the person
 * @param generated the password if the server made it up; it is not kept and cannot be shown again
 */
public record NewUser(User user, Optional<Password> generated) {}
