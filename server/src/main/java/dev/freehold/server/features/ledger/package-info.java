/** The published log of each tenant, and the witnesses that cosign it. */
package dev.freehold.server.features.ledger;
