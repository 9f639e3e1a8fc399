/** Key access and its gateway with Freehold's own vaults as the place of the roots. */
package dev.freehold.server.roots;
