package dev.freehold.custody.policies;

import java.util.Optional;

/**
 * What is to change of a policy; what is empty stays.
 *
 * @param name another name
 * @param description another description
 * @param enabled whether it may be assigned. What is under a policy stays readable when it is
 *     disabled; keys are revoked in their vaults
 */
public record PolicyEdit(
    Optional<String> name, Optional<String> description, Optional<Boolean> enabled) {}
