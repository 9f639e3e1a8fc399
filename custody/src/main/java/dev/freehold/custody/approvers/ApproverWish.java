package dev.freehold.custody.approvers;

import java.util.Optional;

/**
 * A request to register an approver.
 *
 * @param user the person, by object id or user principal name
 * @param certificatePem under which the person signs outside; empty if the person signs here
 * @param issuersPem the issuers of that certificate in their order, which are trusted then
 */
public record ApproverWish(String user, Optional<String> certificatePem, String issuersPem) {}
