/** Application permissions that Graph's service principal lists: those of the product, and others. */
export const GRAPH_ROLES: Readonly<Record<string, string>> = {
  'AuditLog.Read.All': 'b0afded3-3588-46d8-8b3d-9842eff778da',
  'RoleManagement.Read.Directory': '483bed4a-2ad3-4361-a73b-c83ccdbdc53c',
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'Policy.Read.All': '246dd0d5-5bd0-4def-940b-0421030a5b68',
  'Organization.Read.All': '498476ce-e0fe-48b0-b801-37ba7e2685c6',
  'ServiceMessage.Read.All': '1b620472-6534-4fe6-9df2-4680e8aa28ec',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'Mail.ReadWrite': 'e2a3a72e-5f79-4c64-b1b1-878b674786c9',
  'Mail.Send': 'b633e1c5-b582-4048-a93e-9f11b44c7e96',
};

/** The permissions of the product. */
export const PRODUCT_PERMISSIONS: readonly string[] = Object.keys(GRAPH_ROLES).slice(0, 7);
