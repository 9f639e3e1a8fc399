package dev.freehold.mailserver.commands;

import dev.freehold.mail.mailboxes.SpecialUse;
import java.util.Optional;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.Tag;
import org.apache.james.imap.message.request.AbstractImapRequest;

/** CREATE with a special use (RFC 6154 section 3). */
final class CreateUseRequest extends AbstractImapRequest {

  private final String name;
  private final Optional<SpecialUse> use;

  CreateUseRequest(String name, Optional<SpecialUse> use, Tag tag) {
    super(tag, ImapConstants.CREATE_COMMAND);
    this.name = name;
    this.use = use;
  }

  String name() {
    return name;
  }

  /** Empty if it is one that folders here cannot have, or if there are several. */
  Optional<SpecialUse> use() {
    return use;
  }
}
