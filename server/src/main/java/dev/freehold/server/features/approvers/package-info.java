/** The approver of a tenant, who signs its purges. */
package dev.freehold.server.features.approvers;
