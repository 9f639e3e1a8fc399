package dev.freehold.ledger.receipt;

/**
 * An attestation in a receipt, as the verifier found it.
 *
 * @param number from 1; a later one takes the place of those before
 * @param destroyed the day by which backups were destroyed, as the operator says
 * @param recorded when the log took it, UTC
 * @param operator the name of the operator, if the verifier has the key, else the key's id
 */
public record BackupsAttested(String number, String destroyed, String recorded, String operator) {}
