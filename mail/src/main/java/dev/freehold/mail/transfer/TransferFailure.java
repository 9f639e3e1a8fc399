package dev.freehold.mail.transfer;

/**
 * One thing that did not come over, while the rest did.
 *
 * @param location where it is: a place within the import source, or folder and UID of a mailbox
 * @param code the stable code
 * @param message what was expected and what to do; safe to show
 */
public record TransferFailure(String location, String code, String message) {}
