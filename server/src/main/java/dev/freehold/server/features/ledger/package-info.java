/** The published log of each tenant, and the witnesses that it is shown to. */
package dev.freehold.server.features.ledger;
