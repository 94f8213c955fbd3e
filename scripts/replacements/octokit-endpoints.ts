// A method for each endpoint of the REST API. Ours are asked by method and path: `octokit.request`.
export const restEndpointMethods = () => ({})
