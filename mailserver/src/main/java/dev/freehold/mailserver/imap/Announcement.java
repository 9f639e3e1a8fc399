package dev.freehold.mailserver.imap;

import java.util.ArrayList;
import java.util.List;
import org.apache.james.imap.api.message.Capability;

/**
 * The capabilities that are announced: those whose whole RFC works here. Before sign-in only what a
 * client can use by then is named. Immutable.
 */
final class Announcement {

  private static final List<String> ALWAYS =
      List.of("IMAP4rev1", "SASL-IR", "LITERAL+", "ID", "ENABLE");

  private static final List<String> SIGN_IN =
      List.of("AUTH=PLAIN", "AUTH=LOGIN", "AUTH=OAUTHBEARER", "AUTH=XOAUTH2");

  private static final List<String> SIGNED_IN =
      List.of(
          "IDLE",
          "NAMESPACE",
          "CHILDREN",
          "UNSELECT",
          "UIDPLUS",
          "MOVE",
          "SPECIAL-USE",
          "LIST-EXTENDED",
          "LIST-STATUS",
          "STATUS=SIZE",
          "CONDSTORE",
          "QRESYNC",
          "ESEARCH",
          "SEARCHRES",
          "WITHIN",
          "QUOTA",
          "QUOTA=RES-STORAGE",
          "QUOTA=RES-MESSAGE",
          "OBJECTID",
          "SAVEDATE");

  private final List<String> ofExtensions;
  private final int messageBytes;

  /**
   * @param ofExtensions what commands of our own add after sign-in
   * @param messageBytes the longest message that is taken
   */
  Announcement(List<String> ofExtensions, int messageBytes) {
    this.ofExtensions = List.copyOf(ofExtensions);
    this.messageBytes = messageBytes;
  }

  /** What a client of this session can use now. */
  List<String> names(ConnectionSession session) {
    List<String> names = new ArrayList<>(ALWAYS);
    if (session.isSignedIn()) {
      names.addAll(SIGNED_IN);
      names.add("APPENDLIMIT=" + messageBytes);
      names.addAll(ofExtensions);
      if (session.isCompressionSupported()) {
        names.add("COMPRESS=DEFLATE");
      }
      return names;
    }
    if (session.supportStartTLS()) {
      names.add("STARTTLS");
    }
    if (session.maySignIn()) {
      names.addAll(SIGN_IN);
    } else {
      names.add("LOGINDISABLED");
    }
    return names;
  }

  /** The same as a response code, without its brackets. */
  String code(ConnectionSession session) {
    return "CAPABILITY " + String.join(" ", names(session));
  }

  /** Whether the capability is named to the session now. */
  boolean has(ConnectionSession session, Capability capability) {
    return names(session).stream().anyMatch(capability.asString()::equalsIgnoreCase);
  }
}
