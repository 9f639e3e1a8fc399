package dev.freehold.web.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Resolves every name that ends in {@code .localhost} to 127.0.0.1, as RFC 6761 section 6.3 asks of
 * name resolution libraries, and leaves all other names to the built-in resolver.
 *
 * <p>The JVM finds it through {@code META-INF/services}. With it an unmodified client reaches
 * {@code contoso-vault-a.vault.localhost} on a machine whose own resolver knows only {@code
 * localhost}.
 */
public final class LoopbackNames extends InetAddressResolverProvider {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** For the JVM's service loader. */
  public LoopbackNames() {}

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return new Resolver(configuration.builtinResolver());
  }

  @Override
  public String name() {
    return "freehold-loopback-names";
  }

  private record Resolver(InetAddressResolver builtIn) implements InetAddressResolver {

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      if (!Loopback.isNameBelowLocalhost(host)) {
        return builtIn.lookupByName(host, policy);
      }
      if ((policy.characteristics() & LookupPolicy.IPV4) == 0) {
        throw new UnknownHostException(host + " has an IPv4 address only");
      }
      return Stream.of(InetAddress.getByAddress(host, LOOPBACK));
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      return builtIn.lookupByAddress(address);
    }
  }
}
