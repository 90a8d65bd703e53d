/** The ids of the elements that the script of the page reads and fills. */
export const ACCOUNT_DATA = 'account-data';
export const SIGN_IN_DATA = 'sign-in-data';
export const ACCOUNT_LIST = 'account-list';
export const LIST_STATUS = 'account-status';
export const ONE_ACCOUNT = 'one-account';
