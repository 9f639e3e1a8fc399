package dev.freehold.custody.lockbox;

/**
 * The person who takes a step, and the address they come from.
 *
 * @param objectId the identity, for the ledger
 * @param name for people; the tenant has no other way to learn who an operator is
 * @param clientAddress the address that the step was taken from
 */
public record Party(String objectId, String name, String clientAddress) {}
