package dev.freehold.custody.approvers;

import java.util.Optional;

/**
 * The approver of a tenant's purges, and a registered successor.
 *
 * @param current whose signature counts now
 * @param pending who was registered later, and is not in effect yet
 */
public record ApproverStanding(Optional<Approver> current, Optional<Approver> pending) {}
