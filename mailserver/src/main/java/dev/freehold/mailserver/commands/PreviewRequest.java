package dev.freehold.mailserver.commands;

import org.apache.james.imap.message.request.AbstractImapRequest;
import org.apache.james.imap.message.request.FetchRequest;

/** A FETCH that asks for previews beside what James's FETCH gives. */
final class PreviewRequest extends AbstractImapRequest {

  private final FetchRequest fetch;
  private final boolean isUidAsked;

  PreviewRequest(FetchRequest fetch, boolean isUidAsked) {
    super(fetch.getTag(), fetch.getCommand());
    this.fetch = fetch;
    this.isUidAsked = isUidAsked;
  }

  /** The rest, which asks for UIDs in any case. */
  FetchRequest fetch() {
    return fetch;
  }

  /** Whether the client asked for UIDs too. */
  boolean isUidAsked() {
    return isUidAsked;
  }
}
