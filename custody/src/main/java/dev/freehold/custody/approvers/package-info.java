/** The approvers, who sign their tenants' purges, and the documents that they sign. */
package dev.freehold.custody.approvers;
