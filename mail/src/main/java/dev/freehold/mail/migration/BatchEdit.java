package dev.freehold.mail.migration;

import java.util.OptionalInt;

/**
 * A change of a batch; what is empty stays.
 *
 * @param badItemLimit how many messages of a mailbox may be passed over because the source does not
 *     give them
 * @param deletionLimit how many messages of a mailbox a run removes without approval
 * @param syncSeconds how long after a run the next one begins
 */
public record BatchEdit(
    OptionalInt badItemLimit, OptionalInt deletionLimit, OptionalInt syncSeconds) {}
