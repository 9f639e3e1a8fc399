package dev.freehold.custody.approvers;

import java.util.Optional;

/**
 * The present approver of a tenant's purges, and a registered successor.
 *
 * @param current the approver whose signature counts now
 * @param pending an approver who was registered later and is not in effect yet
 */
public record ApproverStanding(Optional<Approver> current, Optional<Approver> pending) {}
