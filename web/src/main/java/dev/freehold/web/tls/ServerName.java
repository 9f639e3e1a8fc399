package dev.freehold.web.tls;

import dev.freehold.web.WebError;
import dev.freehold.web.WebException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/** A DNS name, a wildcard of one level, or an IP address that a certificate is for. */
record ServerName(GeneralName asn1) {

  private static final Pattern DNS =
      Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9-]{1,63}");
  private static final int MAX_CHARS = 253;

  static ServerName parse(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (IPAddress.isValid(name)) {
      return new ServerName(new GeneralName(GeneralName.iPAddress, name));
    }
    if (name.length() > MAX_CHARS || !DNS.matcher(name).matches()) {
      throw new WebException(
          WebError.INVALID,
          "a server name is a DNS name, *.NAME or an IP address, got '%s'".formatted(text));
    }
    return new ServerName(new GeneralName(GeneralName.dNSName, name));
  }

  /**
   * Tells whether a name constraint for {@code domains} and loopback addresses lets this through.
   */
  boolean isWithin(List<String> domains) {
    String name = asn1.getName().toString();
    return asn1.getTagNo() == GeneralName.iPAddress
        ? isLoopback(name)
        : domains.stream().anyMatch(d -> name.equals(d) || name.endsWith("." + d));
  }

  /** The constraint is 127.0.0.0/8 and ::1; the ASN.1 name is the address as octets, in hex. */
  private static boolean isLoopback(String octets) {
    return octets.startsWith("#7f") || octets.equals("#" + "0".repeat(31) + "1");
  }

  @Override
  public String toString() {
    return asn1.getName().toString();
  }
}
