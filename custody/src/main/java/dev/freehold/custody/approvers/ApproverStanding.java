package dev.freehold.custody.approvers;

import java.util.Optional;

/**
 * Who signs a tenant's purges.
 *
 * @param current whose signature counts now
 * @param pending who was registered later, and is not in effect yet
 */
public record ApproverStanding(Optional<Approver> current, Optional<Approver> pending) {}
