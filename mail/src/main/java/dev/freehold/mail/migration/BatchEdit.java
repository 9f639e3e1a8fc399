package dev.freehold.mail.migration;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A change of a batch; what is empty stays.
 *
 * @param badItemLimit how many messages of a mailbox may be passed over because the source does not
 *     give them
 * @param deletionLimit how many messages of a mailbox a run removes without approval
 * @param syncSeconds how long after a run the next one begins
 * @param completeAfter when it completes by itself
 * @param isByHand whether it no more completes by itself
 */
public record BatchEdit(
    OptionalInt badItemLimit,
    OptionalInt deletionLimit,
    OptionalInt syncSeconds,
    Optional<Instant> completeAfter,
    boolean isByHand) {}
