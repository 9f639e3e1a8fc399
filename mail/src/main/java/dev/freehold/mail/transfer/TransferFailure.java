package dev.freehold.mail.transfer;

/**
 * One message or folder that was not transferred, while the rest was.
 *
 * @param location where it is: a place within the import source, or folder and UID of a mailbox
 * @param code the stable code
 * @param message what was expected and what to do; safe to show
 */
public record TransferFailure(String location, String code, String message) {}
