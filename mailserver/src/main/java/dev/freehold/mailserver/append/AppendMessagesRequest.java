package dev.freehold.mailserver.append;

import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.message.request.AbstractImapRequest;

/** APPEND of one message or more to a folder. */
final class AppendMessagesRequest extends AbstractImapRequest {

  private final String folder;
  private final IncomingMessages messages;

  AppendMessagesRequest(String folder, IncomingMessages messages, Tag tag) {
    super(tag, ImapConstants.APPEND_COMMAND);
    this.folder = folder;
    this.messages = messages;
  }

  String folder() {
    return folder;
  }

  IncomingMessages messages() {
    return messages;
  }
}
