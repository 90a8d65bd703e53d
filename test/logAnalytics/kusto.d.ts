/** The package declares its global names, and no modules. */
declare module '@kusto/language-service-next/*';
