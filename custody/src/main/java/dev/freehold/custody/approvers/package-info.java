/** Who signs a tenant's purges, and the documents that they sign. */
package dev.freehold.custody.approvers;
