package dev.freehold.mail.mailboxes;

import dev.freehold.custody.Names;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A name by which a recipient is found. Names have one order; whoever claims several claims them in
 * that order, so that two transactions cannot wait for each other.
 *
 * @param kind the kind of name
 * @param folded the normalised form in which two spellings of a name are equal
 */
public record RecipientName(NameKind kind, String folded) implements Comparable<RecipientName> {

  private static final Comparator<RecipientName> ORDER =
      Comparator.comparing(RecipientName::kind).thenComparing(RecipientName::folded);

  /** The name {@code text} of that kind, as it is found by. */
  public static RecipientName of(NameKind kind, String text) {
    return new RecipientName(kind, Names.fold(text));
  }

  /** Every name of a recipient. */
  static SortedSet<RecipientName> all(Recipient recipient) {
    SortedSet<RecipientName> names = new TreeSet<>();
    recipient.addresses().forEach(address -> names.add(of(NameKind.ADDRESS, address)));
    names.add(of(NameKind.USER_PRINCIPAL, recipient.userPrincipalName()));
    names.add(of(NameKind.ALIAS, recipient.alias()));
    names.add(of(NameKind.NAME, recipient.name()));
    if (!recipient.mailbox().displayName().isEmpty()) {
      names.add(of(NameKind.DISPLAY_NAME, recipient.mailbox().displayName()));
    }
    return names;
  }

  /**
   * The forms under which {@code text} may be stored: the names of old mailboxes were folded by the
   * database, in ASCII alone.
   */
  static List<String> forms(String text) {
    return Stream.of(Names.fold(text), foldAscii(text)).distinct().toList();
  }

  private static String foldAscii(String text) {
    StringBuilder folded = new StringBuilder(text);
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c - 'A' + 'a'));
      }
    }
    return folded.toString();
  }

  @Override
  public int compareTo(RecipientName other) {
    return ORDER.compare(this, other);
  }
}
