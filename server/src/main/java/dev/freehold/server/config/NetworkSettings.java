package dev.freehold.server.config;

import static dev.freehold.server.config.Kind.dnsName;
import static dev.freehold.server.config.Kind.networks;
import static dev.freehold.server.config.Kind.oneOf;
import static dev.freehold.server.config.Kind.port;
import static dev.freehold.server.config.Kind.text;

import dev.freehold.web.net.AddressRange;
import java.util.List;

/** The keys that say where the REST API and the vaults listen, and by which names and ports. */
final class NetworkSettings {

  static final Setting<String> BIND_ADDRESS =
      Setting.open(
          "freehold.bind-address",
          "The address of all listeners but that of figures; 0.0.0.0 for every interface.",
          text(),
          "127.0.0.1");
  static final Setting<List<AddressRange>> PROXIES =
      Setting.open(
          "freehold.proxies",
          "The proxies in front of this server: addresses and networks. Their header Forwarded"
              + " tells the client's address; the same header from anybody else is ignored.",
          networks(),
          "");
  static final Setting<ProxyProtocol> PROXY_PROTOCOL =
      Setting.open(
          "freehold.proxy-protocol",
          "Whether those proxies begin each connection with the header of the PROXY protocol,"
              + " version 1 or 2, which tells the client's address.",
          oneOf(ProxyProtocol.class),
          "none");
  static final Setting<Integer> API_PORT =
      Setting.open(
              "freehold.api.port",
              "The port of the REST API and the token issuer; 0 takes a free one.",
              port(),
              "8443")
          .onlyForServe();
  static final Setting<Integer> API_PUBLIC_PORT =
      Setting.open(
              "freehold.api.public-port",
              "The port under which clients reach the REST API, where a proxy or mapping leads from"
                  + " there to freehold.api.port; 0 for the same. It is in the issuer's name.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<Integer> API_PLAIN_PORT =
      Setting.open(
              "freehold.api.plain-port",
              "A second port for the REST API, on 127.0.0.1 and without TLS, for a proxy on this"
                  + " machine that does TLS; 0 for none.",
              port(),
              "0")
          .onlyForServe();
  static final Setting<String> API_NAME =
      Setting.open(
              "freehold.api.name",
              "The DNS name under which clients reach the REST API.",
              dnsName(),
              "freehold.localhost")
          .onlyForServe();
  static final Setting<Integer> VAULT_PORT =
      Setting.open(
          "freehold.vault.port", "The port of the key vaults; 0 takes a free one.", port(), "8444");
  static final Setting<String> VAULT_SUFFIX =
      Setting.open(
          "freehold.vault.suffix",
          "The DNS suffix of the key vaults: vault a is a.SUFFIX.",
          dnsName(),
          "vault.freehold.localhost");
  static final Setting<Integer> VAULT_PUBLIC_PORT =
      Setting.open(
          "freehold.vault.public-port",
          "The port in the addresses of vaults and keys, where a mapping leads from there to"
              + " freehold.vault.port; 0 for the same. The service calls its own vaults there too.",
          port(),
          "0");
  static final Setting<Integer> VAULT_PLAIN_PORT =
      Setting.open(
          "freehold.vault.plain-port",
          "A second port for the key vaults, on 127.0.0.1 and without TLS, for a proxy on this"
              + " machine that does TLS; 0 for none.",
          port(),
          "0");

  static final List<Setting<?>> ALL =
      List.of(
          BIND_ADDRESS,
          PROXIES,
          PROXY_PROTOCOL,
          API_PORT,
          API_PUBLIC_PORT,
          API_PLAIN_PORT,
          API_NAME,
          VAULT_PORT,
          VAULT_SUFFIX,
          VAULT_PUBLIC_PORT,
          VAULT_PLAIN_PORT);

  private NetworkSettings() {}
}
