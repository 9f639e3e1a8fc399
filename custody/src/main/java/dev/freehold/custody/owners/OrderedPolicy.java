package dev.freehold.custody.owners;

import java.util.UUID;

/**
 * The policy that an administrator assigned to a mailbox, whether it is in effect yet or not.
 *
 * @param id its GUID
 * @param name its name
 */
public record OrderedPolicy(UUID id, String name) {}
