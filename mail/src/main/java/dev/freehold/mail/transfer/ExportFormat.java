package dev.freehold.mail.transfer;

/** The formats of an export. Each is a folder with a {@code manifest.jsonl} in it. */
public enum ExportFormat {
  /** One file per message; INBOX at the top, other folders as folders. */
  EML,
  /** A Maildir with Maildir++ subfolders. */
  MAILDIR,
  /** One mbox file per folder, quoted as the source was, or by mboxrd. */
  MBOX
}
