package dev.freehold.shell.remote;

import java.net.URI;
import java.util.Optional;

/**
 * The addresses of a server's parts, from {@code GET /.well-known/freehold} or from a key vault's
 * own {@code GET /metadata/endpoints}.
 *
 * @param name its name in an Azure context, such as {@code AzureCloud}
 * @param authority issues tokens, at {@code /TENANT/oauth2/v2.0/token} below it
 * @param api the REST API, if the server has one
 * @param apiAudience the resource of tokens for the REST API
 * @param graph the directory, in the form of Microsoft Graph, if the server has one
 * @param management the vaults' management plane, if the server has one; also its tokens' resource
 * @param vaultSuffix the domain of the vaults with the port if it is not 443, such as {@code
 *     vault.localhost:8444}; the vault NAME is {@code https://NAME.SUFFIX}, and the resource of
 *     tokens for keys is {@code https://SUFFIX}
 */
public record ServerAddress(
    String name,
    URI authority,
    Optional<URI> api,
    String apiAudience,
    Optional<URI> graph,
    Optional<URI> management,
    Optional<String> vaultSuffix) {}
