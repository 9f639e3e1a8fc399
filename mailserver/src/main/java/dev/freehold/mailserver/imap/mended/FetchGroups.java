package dev.freehold.mailserver.imap.mended;

import org.apache.james.imap.api.message.BodyFetchElement;
import org.apache.james.imap.api.message.FetchData;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.FetchGroup.Profile;
import org.apache.james.mailbox.model.MimePath;

/** What has to be read of messages for a FETCH. */
final class FetchGroups {

  private FetchGroups() {}

  static FetchGroup of(FetchData wanted) {
    FetchGroup group = FetchGroup.MINIMAL;
    if (wanted.contains(FetchData.Item.ENVELOPE)) {
      group = group.with(Profile.HEADERS);
    }
    if (wanted.contains(FetchData.Item.BODY) || wanted.contains(FetchData.Item.BODY_STRUCTURE)) {
      group = group.with(Profile.MIME_DESCRIPTOR);
    }
    for (BodyFetchElement element : wanted.getBodyElements()) {
      int[] path = element.getPath();
      boolean isWhole = path == null || path.length == 0;
      Profile profile =
          switch (element.getSectionType()) {
            case CONTENT -> isWhole ? Profile.FULL_CONTENT : Profile.MIME_CONTENT;
            case HEADER, HEADER_FIELDS, HEADER_NOT_FIELDS -> Profile.HEADERS;
            case MIME -> Profile.MIME_HEADERS;
            case TEXT -> Profile.BODY_CONTENT;
          };
      group = isWhole ? group.with(profile) : group.addPartContent(new MimePath(path), profile);
    }
    return group;
  }
}
